import { describe, expect, it } from 'vitest'
import { icoSizes, packIco, packIcns } from '../../../scripts/lib/pack-icons.mjs'

const images = new Map(
  [16, 24, 32, 48, 64, 128, 256, 512, 1024].map(size => [size, Buffer.from(`image ${size}`)]),
)

describe('a Windows icon', () => {
  it('lists where each image is', () => {
    const icon = packIco(images)
    expect(icon.readUInt16LE(4)).toBe(icoSizes.length)
    const found = icoSizes.map((_, index) => {
      const entry = 6 + 16 * index
      const offset = icon.readUInt32LE(entry + 12)
      return icon.subarray(offset, offset + icon.readUInt32LE(entry + 8)).toString()
    })
    expect(found).toEqual(icoSizes.map(size => `image ${size}`))
  })
})

describe('a macOS icon', () => {
  it('says its own length and that of each image', () => {
    const icon = packIcns(images)
    expect(icon.subarray(0, 4).toString()).toBe('icns')
    expect(icon.readUInt32BE(4)).toBe(icon.length)
    const types: string[] = []
    for (let offset = 8; offset < icon.length; offset += icon.readUInt32BE(offset + 4)) {
      types.push(icon.subarray(offset, offset + 4).toString())
    }
    expect(types).toEqual(['icp4', 'icp5', 'icp6', 'ic07', 'ic08', 'ic09', 'ic10'])
  })

  it('cannot be made without one of its sizes', () => {
    expect(() => packIcns(new Map())).toThrow('16 pixels')
  })
})
