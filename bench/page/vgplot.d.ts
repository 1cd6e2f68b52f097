/** What the benchmark uses of packages that come without types. */
declare module "@uwdata/vgplot" {
  type Part = object;
  interface Selection {
    update(clause: object): Selection;
  }
  export function coordinator(): { databaseConnector(connector: object): void };
  export function wasmConnector(options: object): object;
  export const Selection: { crossfilter(): Selection };
  export function plot(...parts: readonly Part[]): HTMLElement;
  export function rectY(data: object, options: object): Part;
  export function from(table: string, options: object): object;
  export function bin(column: string, options: object): object;
  export function count(): object;
  export function xDomain(domain: readonly [number, number]): Part;
  export function width(pixels: number): Part;
  export function height(pixels: number): Part;
}

declare module "@uwdata/mosaic-core" {
  export function clauseInterval(column: string, extent: readonly [number, number], options: object): object;
}
