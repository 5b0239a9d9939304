/** The accent colours, as a desk's settings name them, with the colour of their swatch in both themes. */
export const ACCENTS = {
  INDIGO: '#4353d6',
  BLUE: '#186bc5',
  TEAL: '#007777',
  GREEN: '#007a44',
  AMBER: '#9c5c00',
  RED: '#c33530',
  PINK: '#bf2f77',
  VIOLET: '#7e4ed7',
  GRAPHITE: '#606b7c',
} as const

export type Accent = keyof typeof ACCENTS
