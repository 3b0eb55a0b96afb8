"""Everything of one arena, as rows: without anybody's numbers in Telegram, in whatever field they stand."""

import json
from typing import Any

from bot.model.dispatch import MEMBER, DispatchKind
from storage.archive import archive_of
from storage.engine import Database
from storage.store import unit_of_work
from tests.builders import NOW, a_dispatch, the_cast

GROUP, ACCOUNT = -1009876543210, 7076543210


def test_no_number_of_telegram_is_there_wherever_it_is_kept(database: Database) -> None:
    with unit_of_work(database) as store:
        cast, leaves = the_cast(store), f"leave:{GROUP}"
        more = {"kind": DispatchKind.REMOVE, "subject": f"{MEMBER}:{ACCOUNT}", "arena_id": "norr"}
        store.promise(a_dispatch(leaves, chat_id=GROUP, **more))
        told: dict[str, Any] = {"now": NOW, "arena_id": "norr", "person": cast.asa, "through": "chat"}
        store.record("bound", "group", chat=GROUP, **told)

    with database.reading() as session:
        rows = archive_of(session, "norr")

    assert [row["subject"] for row in rows["dispatch"]] == [MEMBER]
    assert [row["verb"] for row in rows["history"]] == ["bound"]
    words = json.dumps(rows)
    assert [number for number in (GROUP, ACCOUNT) if str(abs(number)) in words] == []
