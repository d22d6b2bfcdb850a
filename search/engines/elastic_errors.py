"""What can go wrong between the portal and Elasticsearch, as the portal knows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import elastic_transport
import elasticsearch
from elasticsearch import helpers

from search.ports import EngineUnavailable, SearchError

LONGEST_REASON = 300
"""Characters of a server's complaint that are kept."""


@contextmanager
def answering() -> Iterator[None]:
    """Turn whatever an absent, slow or confused server does into EngineUnavailable."""
    try:
        yield
    except (SearchError, GeneratorExit):
        raise
    except (elastic_transport.TransportError, elasticsearch.ApiError, elasticsearch.UnsupportedProductError) as error:
        raise EngineUnavailable(f"Elasticsearch does not answer: {_reason(error)}") from error
    except helpers.BulkIndexError as error:
        raise EngineUnavailable(f"Elasticsearch did not take documents: {_reason(error)}") from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise EngineUnavailable(f"Elasticsearch answers nonsense: {_reason(error)}") from error


def is_gone(found: dict[str, Any]) -> bool:
    """Whether what was to be deleted was not there."""
    return bool(found.get("delete", {}).get("status") == 404)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:LONGEST_REASON]}"
