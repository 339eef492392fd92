import { toValueSync, type Template as LiquidNode } from 'liquidjs'

/** A tag that goes one way or another: `if`, `unless`, `case`. */
interface Fork {
  readonly branches: readonly { readonly templates: LiquidNode[] }[]
  elseTemplates: LiquidNode[] | undefined
}

/**
 * Has every condition of a template say which way it goes when it is rendered, by a short name of its own.
 * @returns how many conditions there are
 */
export function markBranches(nodes: readonly LiquidNode[], take: (name: string) => void): number {
  let forks = 0
  const visit = (each: readonly LiquidNode[]): void => {
    for (const node of each) {
      visit(node.children ? toValueSync<LiquidNode[]>(node.children(false, true)) : [])
      if (isFork(node)) mark(node, forks++, take)
    }
  }
  visit(nodes)
  return forks
}

function mark(fork: Fork & LiquidNode, index: number, take: (name: string) => void): void {
  const marker = (way: number): LiquidNode => ({
    token: fork.token,
    // oxlint-disable-next-line require-yield -- what a tag renders is a generator
    *render() {
      take(`${index}:${way} `)
    },
  })
  for (const [way, { templates }] of fork.branches.entries()) templates.unshift(marker(way + 1))
  fork.elseTemplates = [marker(0), ...(fork.elseTemplates ?? [])]
}

function isFork(node: LiquidNode): node is Fork & LiquidNode {
  return 'branches' in node && Array.isArray(node.branches)
}
