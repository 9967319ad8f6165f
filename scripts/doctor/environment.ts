/** The folders in which optional tools are looked for: those of `PATH`, in its order. */
export function toolFolders(): readonly string[] {
  return (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
}
