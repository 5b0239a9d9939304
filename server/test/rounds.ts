/** The number of rounds of a randomised test: `soaked` times in `pnpm soak`. */
export const rounds = (usual: number, soaked: number): number => (process.env['SOAK'] ? soaked : usual)
