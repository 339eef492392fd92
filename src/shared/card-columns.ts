/** What the columns of contacts and of lists of numbers are called, by what they hold; further numbers are `Phone 2`. */
export const cardColumns = {
  phone: 'Phone',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  organization: 'Organization',
  jobTitle: 'Job title',
  birthday: 'Birthday',
  language: 'Language',
  timeZone: 'Time zone',
  street: 'Street',
  postcode: 'Postcode',
  city: 'City',
  country: 'Country',
  categories: 'Categories',
  note: 'Note',
  fax: 'Fax',
} as const

/** What a column of contacts or of a list of numbers holds. */
export type CardColumn = keyof typeof cardColumns
