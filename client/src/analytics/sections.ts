import type { ComponentType } from 'react'
import { Breakdown } from './Breakdown.tsx'
import { CountsPerDay, FirstResponsePerDay, ResolutionPerDay } from './Days.tsx'
import { Hours } from './Hours.tsx'
import { Satisfaction } from './Satisfaction.tsx'
import { Suggestions } from './Suggestions.tsx'
import { Tiles } from './Tiles.tsx'

/** The sections of the page, in order. Each reads its figures of `useScope()` itself; other features add theirs here. */
export const SECTIONS: readonly ComponentType[] = [
  Tiles,
  CountsPerDay,
  FirstResponsePerDay,
  ResolutionPerDay,
  Breakdown,
  Hours,
  Satisfaction,
  Suggestions,
]
