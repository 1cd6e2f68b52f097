import type { TopLevelSpec } from "vega-lite";
import type { Evaluation, Unseen, Wanted } from "../../analysis/result.js";
import type { SampleSummary } from "../../analysis/sample.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
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
  /** Above figures of limits, at the luminosity that is asked for. */
  readonly heading: FigureHeading;
  /** Above figures of events, which are those that there are. */
  readonly eventsHeading: FigureHeading;
  readonly point: ScanPoint;
  /** Effect of each systematic uncertainty, where it was asked for. */
  readonly ranking?: Ranking | undefined;
  /** Which of several things the open panel shows, from 0. */
  readonly choice?: number;
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
  /** A cut whose range may be drawn over it. */
  readonly brush?: Brush;
}

/** A range cut on the abscissa of a figure: its ends may be drawn with a pointer, or moved with keys. */
export interface Brush {
  readonly cut: string;
  readonly title: string;
  /** Parameters that the lower and the upper end of a range set; null where the cut has no such end. */
  readonly low: string | null;
  readonly high: string | null;
  /** Ends of the abscissa, linear, in the unit of the cut. */
  readonly domain: readonly [number, number];
  readonly unit: string;
  /** Step of its ends, which then reach over the abscissa; that of the control, and its ends, if absent. */
  readonly step?: number;
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
  /** Several things of which one is shown: a slider chooses. */
  readonly choice?: { readonly id: string; readonly title: string; readonly count: number };
  /** Whether it needs the effect of each systematic uncertainty. */
  readonly ranked?: boolean;
  /** Parts of an evaluation that it shows and that are left out where nothing does. */
  readonly shows?: readonly Unseen[];
  /** Its numbers are those of the build, whatever is moved. */
  readonly built?: true;
  /** Null where the search does not have what it shows. */
  contents(context: PanelContext): PanelContents | null;
}
