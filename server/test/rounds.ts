/** How often a test repeats what is left to chance: enough in every run, and `soaked` times in `pnpm soak`. */
export const rounds = (usual: number, soaked: number): number => (process.env['SOAK'] ? soaked : usual)
