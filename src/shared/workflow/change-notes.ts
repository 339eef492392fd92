import type { Note, WorkflowDocument } from '../workflow-document.ts'
import type { NoteChange } from './change.ts'

/** As many as a document may hold. */
const mostNotes = 500

/** The document after a change of its notes, or the very same one where nothing came of it. */
export function changeNotes(document: WorkflowDocument, change: NoteChange): WorkflowDocument {
  switch (change.type) {
    case 'add-note':
      return addNote(document, change.note)
    case 'edit-note':
      return edit(document, new Map([[change.noteId, change.part]]))
    case 'move-notes':
      return edit(
        document,
        new Map(change.moves.map(({ noteId, position }) => [noteId, { position: { ...position } }])),
      )
    case 'remove-notes':
      return remove(document, new Set(change.noteIds))
  }
}

/** The document with one more note; the same one where it is full or the id is taken. */
export function addNote(document: WorkflowDocument, note: Note): WorkflowDocument {
  const notes = document.notes ?? []
  if (notes.length >= mostNotes || notes.some(({ id }) => id === note.id)) return document
  return { ...document, notes: [...notes, note] }
}

function edit(
  document: WorkflowDocument,
  parts: ReadonlyMap<string, Partial<Omit<Note, 'id'>>>,
): WorkflowDocument {
  const before = document.notes ?? []
  const notes = before.map(note => {
    const part = parts.get(note.id)
    return part && differs(note, part) ? { ...note, ...part } : note
  })
  return notes.some((note, index) => note !== before[index]) ? { ...document, notes } : document
}

function differs(note: Note, part: Partial<Omit<Note, 'id'>>): boolean {
  return JSON.stringify({ ...note, ...part }) !== JSON.stringify(note)
}

/** Without its last note a document is what it was before the first. */
function remove(document: WorkflowDocument, ids: ReadonlySet<string>): WorkflowDocument {
  const { notes = [], ...rest } = document
  const left = notes.filter(({ id }) => !ids.has(id))
  if (left.length === notes.length) return document
  return left.length > 0 ? { ...document, notes: left } : rest
}
