"""The grid of the decision log: rows come from the server as it is scrolled."""

from __future__ import annotations

import dash_ag_grid as dag
from dash.development.base_component import Component

from app.web.components.log_row import COLUMNS


def log_grid(identifier: str, rows_each: int) -> Component:
    """An empty grid that asks for rows_each rows at a time, one request after the other, so that pages follow their cursors."""
    return dag.AgGrid(
        id=identifier, rowModelType="infinite", columnDefs=list(COLUMNS), className="log-grid",
        defaultColDef={"sortable": False, "resizable": True, "suppressMovable": True, "suppressHeaderMenuButton": True},
        dashGridOptions={
            "cacheBlockSize": rows_each, "maxConcurrentDatasourceRequests": 1, "infiniteInitialRowCount": 1, "rowHeight": 46,
            "headerHeight": 36, "enableCellTextSelection": True, "localeText": {"noRowsToShow": "There are no decisions to show."},
        },
        getRowId="params.data.id", rowClassRules={"superseded": "params.data && params.data.superseded"},
    )
