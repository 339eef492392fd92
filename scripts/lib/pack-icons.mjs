/** Sizes in an `.ico`; Windows draws its own from the nearest. */
export const icoSizes = [16, 24, 32, 48, 64, 128, 256]

/** Apple's names of the sizes in an `.icns` whose images are PNGs. */
const icnsTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
])

/**
 * A Windows icon holding PNGs.
 * @param {ReadonlyMap<number, Buffer>} images by their width in pixels
 */
export function packIco(images) {
  const header = Buffer.alloc(6 + 16 * icoSizes.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(icoSizes.length, 4)
  const files = icoSizes.map(size => pick(images, size))
  let offset = header.length
  for (const [index, file] of files.entries()) {
    const entry = 6 + 16 * index
    // A width of 256 is written as 0.
    const size = (icoSizes[index] ?? 0) % 256
    header.writeUInt8(size, entry)
    header.writeUInt8(size, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(file.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += file.length
  }
  return Buffer.concat([header, ...files])
}

/**
 * A macOS icon holding PNGs.
 * @param {ReadonlyMap<number, Buffer>} images by their width in pixels
 */
export function packIcns(images) {
  const entries = icnsTypes.map(([type, size]) => {
    const image = pick(images, size)
    return Buffer.concat([Buffer.from(type), writeLength(image.length + 8), image])
  })
  const body = Buffer.concat(entries)
  return Buffer.concat([Buffer.from('icns'), writeLength(body.length + 8), body])
}

/** @param {number} length */
function writeLength(length) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}

/**
 * @param {ReadonlyMap<number, Buffer>} images
 * @param {number} size
 */
function pick(images, size) {
  const image = images.get(size)
  if (!image) throw new RangeError(`No image of ${size} pixels`)
  return image
}
