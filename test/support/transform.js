// jest's TypeScript: esbuild strips the types, as Node itself does at run time.
import { transformSync } from 'esbuild'

export default {
  process(source, file) {
    // The workflow parser's imports of JSON are older than the attribute that jest wants of them.
    if (file.endsWith('.js')) return { code: source.replaceAll(/(\.json['"]);/g, "$1 with { type: 'json' };") }
    return transformSync(source, { loader: 'ts', format: 'esm', target: 'node24', sourcemap: 'inline', sourcefile: file })
  },
}
