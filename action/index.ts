// The Action: inputs → one flow → outputs.
import { main } from './main.ts'

await main()
