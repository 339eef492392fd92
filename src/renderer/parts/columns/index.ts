export { usePopulationColumns } from './use-population-columns.ts'
