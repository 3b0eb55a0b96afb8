"""What any history of migrations must keep, as pytest-alembic asks it, on both databases."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from alembic.config import Config
from pytest_alembic.tests import (
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
)
from sqlalchemy import Connection

from storage.engine import Database
from storage.migrate import config_for

__all__ = ["test_model_definitions_match_ddl", "test_single_head_revision", "test_up_down_consistency"]


@pytest.fixture
def alembic_engine(empty_url: str) -> Iterator[Connection]:
    with closing(Database(empty_url)) as database, database.engine.connect() as connection:
        yield connection


@pytest.fixture
def alembic_config(alembic_engine: Connection) -> Config:
    return config_for(alembic_engine)
