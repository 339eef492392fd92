/** What packages begin with: `.xlsx`, `.ods`, and every other ZIP archive, also an empty one. */
export const packed = ['PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008'].map(mark => Buffer.from(mark))

/** What the files of Excel until 2003 begin with, and those of later versions that have a password ([MS-CFB] §2.2). */
export const oldOffice = [Buffer.from('d0cf11e0a1b11ae1', 'hex')]

/** Whether bytes begin with one of some marks. */
export function startsWith(bytes: Buffer, marks: readonly Buffer[]): boolean {
  return marks.some(mark => bytes.subarray(0, mark.length).equals(mark))
}

/** Whether bytes begin as workbooks until 1995 do, which lie in no container ([MS-XLS] §2.4.21). */
export function startsLikeBiff(bytes: Buffer): boolean {
  const [first, version, length, high] = bytes
  return first === 0x09 && [0, 2, 4, 8].includes(version ?? -1) && (length ?? 0) >= 4 && high === 0
}
