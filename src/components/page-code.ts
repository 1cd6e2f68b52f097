/** Code that a living page of a search works with, fetched together when the reader comes near: nothing of it is awaited at a move. */
export async function fetchCode() {
  const [catalogue, given, own, state, change, undo, link, agreement, controls, view, session, computing, imprint] =
    await Promise.all([
      import("../catalogue/catalogue.js"),
      import("../analysis/given-samples.js"),
      import("../analysis/own/data.js"),
      import("../analysis/state.js"),
      import("../analysis/change.js"),
      import("../analysis/undo.js"),
      import("../analysis/link.js"),
      import("../analysis/agreement.js"),
      import("./view-controls.js"),
      import("./search-view.js"),
      import("./session.js"),
      import("./computing.js"),
      import("../formats/imprint.js"),
    ]);
  return {
    ...{ ...catalogue, ...given, ...own, ...state, ...change, ...undo, ...link },
    ...{ ...agreement, ...controls, ...view, ...session, ...computing, ...imprint },
  };
}

export type PageCode = Awaited<ReturnType<typeof fetchCode>>;
