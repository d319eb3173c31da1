// The vocabulary of migrations: what a workflow says, and the few words in which a provider asks for a change.

/** How a workflow lives without one kind of stored secret. */
export interface Migration {
  /** `aws/role` */
  readonly id: string
}
