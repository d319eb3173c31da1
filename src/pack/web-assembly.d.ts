// The little that src/pack uses of https://webassembly.github.io/spec/js-api/: TypeScript tells of it only with the browser's types.
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { readonly initial: number; readonly maximum: number })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Module {
    constructor(bytes: Uint8Array)
    static exports(module: Module): readonly { readonly name: string }[]
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>)
    // oxlint-disable-next-line typescript/no-explicit-any -- as in the standard's own types
    readonly exports: any
  }
}
