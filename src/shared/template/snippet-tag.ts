import { Tag, type Context, type Emitter, type Liquid, type TagToken, type Template } from 'liquidjs'

/** Names that snippets go by in a text. */
export const snippetKey = /^[a-z][a-z0-9_]*$/

/** The tag `{% snippet name %}` of one dialect: what a snippet says stands in its place. */
export function snippetTag(snippets: ReadonlyMap<string, string>, parse: (text: string) => Template[]) {
  return class extends SnippetTag {
    constructor(token: TagToken, remain: ConstructorParameters<typeof Tag>[1], liquid: Liquid) {
      super(token, remain, liquid)
      const text = snippets.get(this.key)
      this.templates = text === undefined ? [] : parse(text)
    }
  }
}

/** A place in a text where a snippet stands. */
export class SnippetTag extends Tag {
  readonly key: string
  templates: Template[] = []

  constructor(token: TagToken, remain: ConstructorParameters<typeof Tag>[1], liquid: Liquid) {
    super(token, remain, liquid)
    this.key = token.args.trim().replace(/^(["'])(.*)\1$/, '$2')
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void> {
    yield this.liquid.renderer.renderTemplates(this.templates, context, emitter)
  }

  *children(): Generator<unknown, Template[]> {
    return this.templates
  }
}
