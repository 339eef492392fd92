/**
 * Where a trouble of a delivery is ended: a budget of the workspace in the settings, what is wrong with a line among the lines.
 * Null where no screen of this program ends it: that of the delivery does, or the disk has to be looked at.
 */
export function placeOfTrouble(code: string): 'settings' | 'lines' | null {
  if (code === 'workspace/day-budget-reached' || code === 'workspace/month-budget-reached') return 'settings'
  return code.startsWith('delivery/') || code.startsWith('workspace/') ? null : 'lines'
}
