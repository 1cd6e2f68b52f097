import type { TopLevelSpec } from "vega-lite";
import type { Evaluation, ScanPoint, Wanted } from "../../analysis/result.js";
import type { SampleSummary } from "../../analysis/sample.js";
import type { Search } from "../../analysis/search.js";
import type { AnalysisState } from "../../analysis/state.js";
import type { Ranking } from "../../analysis/systematics-ranking.js";
import type { Table } from "../tables.js";
import type { FigureData, FigureHeading, FigureParams } from "../theme.js";

/** What a panel is made from: one evaluation, and the hypothesis that the page speaks of. */
export interface PanelContext {
  readonly search: Search;
  readonly evaluation: Evaluation;
  readonly samples: readonly SampleSummary[];
  readonly state: AnalysisState;
  readonly heading: FigureHeading;
  readonly point: ScanPoint;
  /** Effect of each systematic uncertainty, where it was asked for. */
  readonly ranking?: Ranking | undefined;
}

/** A figure of a panel, with the table behind it. */
export interface PanelFigure {
  /** Unique on the page. */
  readonly name: string;
  /** For those who do not see it. */
  readonly description: string;
  readonly spec: TopLevelSpec;
  readonly data: FigureData;
  readonly params: FigureParams;
  readonly table: Table;
}

/** What stands in a panel, beside its introduction. */
export interface PanelContents {
  readonly figures: readonly PanelFigure[];
  /** Drawn without Vega: SVG text, what it shows, and the table behind it. */
  readonly drawing?: { readonly svg: string; readonly description: string; readonly table: Table };
  readonly tables: readonly Table[];
  /** Sentences with numbers, in order. */
  readonly notes: readonly string[];
}

/** One tab below the stage: drawn at build, and again with every evaluation while it is open. */
export interface Panel {
  readonly id: string;
  readonly title: string;
  /** What it shows and how to read it. */
  readonly about: string;
  /** What it needs beyond the evaluation of every change. */
  wanted?(mass: number): Wanted;
  /** Whether it needs the effect of each systematic uncertainty. */
  readonly ranked?: boolean;
  /** Null where the search does not have what it shows. */
  contents(context: PanelContext): PanelContents | null;
}
