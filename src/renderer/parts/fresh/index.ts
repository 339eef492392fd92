export { useFresh, type Fresh } from './use-fresh.ts'
