export { useListRows } from './use-list-rows.ts'
