// jest's TypeScript: esbuild strips the types, as Node itself does at run time.
import { transformSync } from 'esbuild'

export default {
  process(source, file) {
    return transformSync(source, { loader: 'ts', format: 'esm', target: 'node24', sourcemap: 'inline', sourcefile: file })
  },
}
