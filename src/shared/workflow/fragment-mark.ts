/** How the text of a piece of a workflow on the clipboard begins. */
export const fragmentMark = '{"campanile":"workflow-fragment"'
