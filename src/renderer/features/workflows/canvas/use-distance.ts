import { watch, type Ref } from 'vue'

/** Below this zoom words are too small to be read, and to be drawn. */
const readableFrom = 0.28

/** On a canvas seen from afar buttons keep the size that a finger can hit, up to this much larger than they are drawn. */
const largest = 2

/**
 * Tells the style sheet from how far the canvas is seen. Written straight to the element: a zoom draws it again and again,
 * and nothing in it need be rendered for that.
 */
export function useDistance(
  root: Readonly<Ref<HTMLElement | null>>,
  viewport: Readonly<Ref<{ readonly zoom: number }>>,
): void {
  watch(
    [root, () => viewport.value.zoom],
    ([element, zoom]) => {
      element?.toggleAttribute('data-far', zoom < readableFrom)
      const scale = Math.min(largest, Math.max(1, 1 / zoom))
      element?.style.setProperty('--flow-button-scale', scale.toFixed(1))
    },
    { flush: 'post' },
  )
}
