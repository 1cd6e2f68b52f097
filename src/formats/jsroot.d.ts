/** What is used of jsroot, which brings no types. */
declare module "jsroot/io" {
  export class FileProxy {
    openFile(): Promise<boolean>;
    getFileName(): string;
    getFileSize(): number;
    readBuffer(position: number, length: number): Promise<DataView | null>;
  }
  export function openFile(file: FileProxy): Promise<unknown>;
}

declare module "jsroot/tree" {
  export class TSelector {
    /** Values of the entry, by the names given to `addBranch`. */
    readonly tgtobj: Readonly<Record<string, unknown>>;
    /** Values of some entries. */
    readonly tgtarr: Readonly<Record<string, ArrayLike<unknown>>>;
    addBranch(branch: unknown, name: string): number;
    Process: (entry: number) => void;
    /** In place of `Process` where all branches are simple. */
    ProcessArrays?: (entry: number) => void;
    Terminate: (whole: boolean) => void;
  }
  export function treeProcess(
    tree: unknown,
    selector: TSelector,
    range: { firstentry: number; numentries: number },
  ): Promise<unknown>;
}

declare module "jsroot/rntuple" {
  import type { TSelector } from "jsroot/tree";

  /** Null where it could not. */
  export function readHeaderFooter(tuple: unknown): Promise<unknown>;
  export function rntupleProcess(
    tuple: unknown,
    selector: TSelector,
    range: { firstentry: number; numentries: number },
  ): Promise<unknown>;
}
