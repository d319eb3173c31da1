import { PINS } from './pins.data.ts'

/** How an action is written: pinned to a commit with the version as a comment, or by its major tag where no commit is known. */
export function pinned(action: string): { readonly value: string; readonly comment: string | undefined } {
  const pin = PINS[action]
  if (pin === undefined) throw new TypeError(`no version of ${action} is known`)
  if (pin.sha !== undefined) return { value: `${action}@${pin.sha}`, comment: pin.version }
  return { value: `${action}@${pin.version.split('.')[0]}`, comment: undefined }
}
