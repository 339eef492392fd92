/**
 * Numbers that regulators keep free for books and films, in E.164. They belong to nobody, so samples, tests and
 * rehearsals use them; libphonenumber calls some of them "not in use", and here they count as what they imitate.
 * Sources: Ofcom "Telephone numbers for drama use" (+44), ARCEP numbering plan, numbers for audiovisual works
 * (+33), PTS numbers for fiction (+46), Bundesnetzagentur Mitteilung 148/2021 "Drama Numbers" (+49).
 */
const MOBILE = new RegExp(
  '^\\+(?:' +
    [
      '447700900\\d{3}',
      '3363998\\d{4}',
      '467017406(?:0[5-9]|[1-9]\\d)',
      '4917139200\\d{2}',
      '49176040690\\d{2}',
      '49152(?:28817386|28895456|54599371)',
      '49172(?:9925904|9968532|997318[56]|9980752)',
      '49174(?:9091317|9464308)',
    ].join('|') +
    ')$',
)

const FIXED = new RegExp(
  '^\\+(?:' +
    [
      '44(?:113|114|115|116|117|118|121|131|141|151|161)4960\\d{3}',
      '442079460\\d{3}',
      '441914980\\d{3}',
      '442896496\\d{3}',
      '442920180\\d{3}',
      '441632960\\d{3}',
      '33(?:19900|26191|35301|46571|53649)\\d{4}',
      '463139006\\d{2}',
      '464062804\\d{2}',
      '468465004\\d{2}',
      '469803192\\d{2}',
      '493023125\\d{3}',
      '496990009\\d{3}',
      '494066969\\d{3}',
      '492214710\\d{3}',
      '498999998\\d{3}',
    ].join('|') +
    ')$',
)

/** What a number kept for fiction imitates; undefined for every other number. */
export function readFictionType(e164: string): 'mobile' | 'fixed' | undefined {
  if (MOBILE.test(e164)) return 'mobile'
  return FIXED.test(e164) ? 'fixed' : undefined
}
