"""Norm tables: each fault is named with its row and column, and what is sound is read as any other norms are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from rightsnet.errors import InputError
from rightsnet.model.interval import Interval, period
from rightsnet.model.names import rn
from rightsnet.model.norm import Measured, Modality, Norm, Window
from rightsnet.rdf.tables import check_table, is_table, norms_from_table
from rightsnet.rdf.vocabulary import Vocabulary

HEAD = "id,modality,bearer,action,object,place,valid_from,valid_until,window_from,window_until,window_after\n"
FURTHER = "id,part,axis,min,max,min_open,max_open\n"
SOUND = "a,duty,OnlinePlatform,take down,TerroristContent,GBR,2027-04-01,2030-04-01,PT0S,PT1H,NoticeReceived\n"


def test_a_sound_table(tmp_path: Path, small: Vocabulary) -> None:
    table, further = tmp_path / "norms.csv", tmp_path / "further.csv"
    table.write_text(HEAD + SOUND + "b,prohibition,State,RemoveContent,NormObject,,,,,,\n", encoding="utf-8")
    further.write_text(FURTHER + "a,scope,MonthlyActiveUsers,45000000,,true,\n", encoding="utf-8")
    found = norms_from_table(table, small, further)
    assert found == [
        Norm(
            id="a",
            label="a",
            modality=Modality.OBLIGATION,
            surface="duty",
            bearer=rn("OnlinePlatform"),
            action=rn("RemoveContent"),
            object=rn("TerroristContent"),
            place=rn("GBR"),
            validity=period(date(2027, 4, 1), date(2030, 4, 1)),
            window=Window(Interval(0, 3_600), rn("NoticeReceived")),
            conditions=(Measured(rn("MonthlyActiveUsers"), Interval(Decimal(45_000_000), None, low_open=True)),),
        ),
        Norm(
            id="b",
            label="b",
            modality=Modality.PROHIBITION,
            surface="prohibition",
            bearer=rn("State"),
            action=rn("RemoveContent"),
        ),
    ]
    assert [str(norm.location()) for norm in found] == [f"{table}:2", f"{table}:3"]


def test_parquet_says_the_same_as_csv(tmp_path: Path, small: Vocabulary) -> None:
    table, other = tmp_path / "it's [1].csv", tmp_path / "norms.parquet"
    table.write_text(HEAD + SOUND, encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM read_csv('{tmp_path}/*.csv')) TO '{other}'")
    assert norms_from_table(table, small) == norms_from_table(other, small)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ": The column “id” is missing."),
        ("id,modality,bearer\n", ": The column “action” is missing."),
        ("id,modality,bearer,acton\n", ": Unknown column “acton”. Did you mean action?"),
        ("id,id,modality,bearer,action\n", ": The column “id” is there twice."),
        ("id,modality,bearer,action\na,duty,State\n", ":2: The row has 3 cells, not 4."),
        ("id,modality,bearer,action\na,duty,,RemoveContent\n", ":2: bearer: The cell is empty."),
        (
            "id,modality,bearer,action\na,duty,State,RemoveContent\nb,dutty,State,RemoveContent\n",
            ":3: modality: Unknown modality “dutty”. Did you mean duty?",
        ),
        (
            "id,modality,bearer,action\na,duty,State,RemoveContent\nb,duty,Sate,RemoveContent\n",
            ":3: bearer: Unknown actor “Sate”. Did you mean State or VideoSharingPlatform?",
        ),
        (
            "id,modality,bearer,action\na,duty,RemoveContent,RemoveContent\n",
            ":2: bearer: “RemoveContent” is an action, not an actor.",
        ),
        (
            "id,modality,bearer,action\na,duty,State,RemoveContent\nb,duty,State,RemoveContent\n"
            "a,duty,State,RemoveContent\n",
            ":4: id: “a” is the id of an earlier norm.",
        ),
        (
            "id,modality,bearer,action,valid_from\na,duty,State,RemoveContent,1 April\n",
            ":2: valid_from: “1 April” is not a date. Write it as 2027-04-01.",
        ),
        (
            "id,modality,bearer,action,valid_from\na,duty,State,RemoveContent,infinity\n",
            ":2: valid_from: “infinity” is not a date. Write it as 2027-04-01.",
        ),
        (
            "id,modality,bearer,action,valid_from,valid_until\na,duty,State,RemoveContent,2027-04-01,2026-04-01\n",
            ":2: valid_until: The norm ends (2026-04-01) before it begins (2027-04-01).",
        ),
        (
            "id,modality,bearer,action,window_until\na,duty,State,RemoveContent,an hour\n",
            ":2: window_until: “an hour” is not an ISO 8601 duration such as PT1H, P30D or P6M.",
        ),
        (
            "id,modality,bearer,action,window_from,window_until\na,duty,State,RemoveContent,P1D,PT1H\n",
            ":2: window_until: The window ends (PT1H) before it begins (P1D).",
        ),
    ],
)
def test_faults(tmp_path: Path, small: Vocabulary, text: str, message: str) -> None:
    table = tmp_path / "norms.csv"
    table.write_text(text, encoding="utf-8")
    assert _refused(table, small) == f"{table}{message}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,both,MonthlyActiveUsers,1,,,", "part: “both” is neither scope nor act."),
        ("a,act,MonthlyActiveUser,1,,,", "axis: Unknown measure “MonthlyActiveUser”. Did you mean MonthlyActiveUsers?"),
        ("a,act,MonthlyActiveUsers,NaN,,,", "min: “NaN” is not a number. Write digits, such as 45000000."),
        ("a,act,MonthlyActiveUsers,,inf,,", "max: “inf” is not a number. Write digits, such as 45000000."),
        ("a,act,MonthlyActiveUsers,many,,,", "min: “many” is not a number. Write digits, such as 45000000."),
        ("a,act,MonthlyActiveUsers,5,4,,", "max: The interval ends (4) before it begins (5)."),
        ("a,act,MonthlyActiveUsers,5,5,true,", "max: The interval from 5 to 5 holds no value."),
        ("a,act,MonthlyActiveUsers,5,6,perhaps,", "min_open: “perhaps” is neither true nor false."),
        ("b,act,MonthlyActiveUsers,5,6,,", "id: The table has no norm “b”."),
    ],
)
def test_faults_of_the_second_table(tmp_path: Path, small: Vocabulary, row: str, message: str) -> None:
    table, further = tmp_path / "norms.csv", tmp_path / "further.csv"
    table.write_text(HEAD + SOUND, encoding="utf-8")
    further.write_text(f"{FURTHER}{row}\n", encoding="utf-8")
    assert _refused(table, small, further) == f"{further}:2: {message}"


def test_two_rows_for_one_measure(tmp_path: Path, small: Vocabulary) -> None:
    table, further = tmp_path / "norms.csv", tmp_path / "further.csv"
    table.write_text(HEAD + SOUND, encoding="utf-8")
    further.write_text(f"{FURTHER}a,act,MonthlyActiveUsers,1,,,\na,act,monthly active users,,5,,\n", encoding="utf-8")
    assert _refused(table, small, further) == (
        f"{further}:2: axis: “a” has two rows for “MonthlyActiveUsers”. Give each measure of a norm one row."
    )


def test_wrong_types(tmp_path: Path, small: Vocabulary) -> None:
    table = tmp_path / "norms.parquet"
    columns = "'a' AS id, 'duty' AS modality, 'State' AS bearer, 'RemoveContent' AS action"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns}, 5.5::DOUBLE AS valid_from) TO '{table}'")
    assert _refused(table, small) == f"{table}: valid_from: The column holds DOUBLE, not days."


def test_no_table(tmp_path: Path, small: Vocabulary) -> None:
    (tmp_path / "false.parquet").write_text("id,modality\n", encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes(b"id,modality,bearer,action\na,duty,St\xe9,RemoveContent\n")
    (tmp_path / "folder.csv").mkdir()
    assert _refused(tmp_path / "none.csv", small) == f"{tmp_path}/none.csv: There is no such file."
    assert _refused(tmp_path / "folder.csv", small) == f"{tmp_path}/folder.csv: This is a folder, not a file."
    assert _refused(tmp_path / "norms.xls", small) == f"{tmp_path}/norms.xls: A norm table ends in .csv or .parquet."
    assert "not a Parquet file, or it is damaged" in _refused(tmp_path / "false.parquet", small)
    assert "UTF-8" in _refused(tmp_path / "latin.csv", small)


def test_what_is_a_table() -> None:
    assert is_table("a/b.CSV") and not is_table("a/b.ttl")


def _refused(table: Path, vocabulary: Vocabulary, further: Path | None = None) -> str:
    with pytest.raises(InputError) as raised:
        check_table(table, vocabulary, further)
    return str(raised.value)
