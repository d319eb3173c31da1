// A bundle of its own (dist/cache.js), loaded when there is something to keep: it is as large as all the rest.
export { restoreCache, saveCache } from '@actions/cache'
