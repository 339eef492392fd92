/** Type under which a dragged activity of the palette travels to the canvas. */
export const draggedKind = 'application/x-campanile-activity'
