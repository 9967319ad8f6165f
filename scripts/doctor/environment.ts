/** Where optional tools are looked for. */
export interface ToolEnvironment {
  /** Folders, in the order of the shell's search. */
  folders: readonly string[];
  /** Folder with `kube-apiserver` and `etcd`, if the user named one. */
  kubebuilderAssets: string | undefined;
}

/** Reads `PATH` and `KUBEBUILDER_ASSETS`. */
export function toolEnvironment(): ToolEnvironment {
  return {
    folders: (process.env.PATH ?? '').split(':').filter((folder) => folder !== ''),
    kubebuilderAssets: process.env.KUBEBUILDER_ASSETS || undefined,
  };
}
