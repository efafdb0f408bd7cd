"""Pages that are made when they are first wanted: nobody who starts the window should wait for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rokhas_desktop.ui.pages import say_again

if TYPE_CHECKING:
    from rokhas_desktop.ui.batch_page import BatchPage
    from rokhas_desktop.ui.board.flow import BoardFlow
    from rokhas_desktop.ui.board.page import BoardPage
    from rokhas_desktop.ui.controller import Controller
    from rokhas_desktop.ui.i18n import Languages
    from rokhas_desktop.ui.pages import Pages


def batch_page(controller: Controller, languages: Languages, pages: Pages) -> BatchPage:
    """The page of a batch, fed by the controller and telling it what the person wants of it."""
    from rokhas_desktop.ui.batch_page import BatchPage

    page = BatchPage()
    _add(page, languages, pages)
    controller.batch_event.connect(page.show_event)
    page.stop_wanted.connect(controller.cancel_batch)
    page.pause_wanted.connect(controller.pause_batch)
    page.hold_wanted.connect(controller.hold_batch)
    return page


def board_page(flow: BoardFlow, languages: Languages, pages: Pages) -> BoardPage:
    """The help desk's page, fed by its flow."""
    from rokhas_desktop.ui.board.page import BoardPage

    page = BoardPage()
    _add(page, languages, pages)
    flow.changed.connect(page.show_board)
    flow.exported.connect(page.show_exported)
    page.export_wanted.connect(flow.export)
    return page


def _add(page: BatchPage | BoardPage, languages: Languages, pages: Pages) -> None:
    page.language = languages.current
    say_again(page)
    pages.addWidget(page)
