export { useFresh, type Fresh } from './use-fresh.ts'
export { useNews, type PushName } from './use-news.ts'
