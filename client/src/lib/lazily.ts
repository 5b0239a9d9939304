import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { whenIdle } from './whenIdle.ts'

const waiting: (() => Promise<unknown>)[] = []

/** A component loaded when first shown or when the page is idle, so that the list loads first. */
export const lazily = <M, K extends keyof M>(
  load: () => Promise<M>,
  name: K,
): M[K] extends ComponentType<infer P> ? LazyExoticComponent<ComponentType<P>> : never => {
  waiting.push(load)
  return lazy(async () => ({ default: (await load())[name] as ComponentType })) as never
}

/** Preloads the lazy components. Called when the list is on screen. */
export const loadTheRest = (): void => {
  whenIdle(() => waiting.splice(0).forEach((one) => void one().catch(() => undefined)))
}
