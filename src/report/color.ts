import { styleText } from 'node:util'

/** Marks up pieces of text for a terminal; without color it leaves them as they are. */
export interface Palette {
  readonly block: (text: string) => string
  readonly warn: (text: string) => string
  readonly good: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

// Whether to color is the face's business: styleText would look at stdout itself.
export function palette(color: boolean): Palette {
  return {
    block: (text) => style(['bold', 'red'], text),
    warn: (text) => style(['yellow'], text),
    good: (text) => style(['green'], text),
    strong: (text) => style(['bold'], text),
    faint: (text) => style(['dim'], text),
  }

  function style(format: Parameters<typeof styleText>[0], text: string): string {
    return color ? styleText(format, text, { validateStream: false }) : text
  }
}
