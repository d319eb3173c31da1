/**
 * What the code of each provider's token kinds, and of the scan itself (`scan`), hashes to: filled in where the code is
 * bundled (scripts/editions.ts). Empty while the sources run as they are.
 */
export const editions: Readonly<Record<string, string>> = {}
