/** A command as data: what it takes, and what its help says. */
export interface Command {
  readonly name: string
  /** What follows the name: `[PATH]`. */
  readonly takes: string
  readonly positionals: number
  readonly says: string
  /** Paragraphs below the first line of its help. */
  readonly about: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  readonly examples: readonly Example[]
  readonly exits: readonly Exit[]
  /** Does it; the exit code. Throws MayflyError for what a person can mend. */
  run(args: Args): Promise<number>
}

export interface Option {
  /** The name of its value (`FILE`); a switch takes none. */
  readonly takes?: string
  readonly choices?: readonly string[]
  readonly says: string
}

export interface Example {
  readonly line: string
  readonly says: string
}

export interface Exit {
  readonly code: number
  readonly says: string
}

/** What was written on the command line. */
export interface Args {
  readonly values: Readonly<Record<string, string>>
  readonly switches: ReadonlySet<string>
  readonly positionals: readonly string[]
}
