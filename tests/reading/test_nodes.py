"""From bytes to nodes that know their location, with the parser in C and with the one in Python."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mmru_timeline.reading import nodes
from mmru_timeline.reading.diagnostics import Diagnostic, Document
from mmru_timeline.reading.nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, Tree, read_nodes


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two parsers in turn."""
    if request.param == "Python":
        monkeypatch.setattr(nodes, "_Loader", yaml.SafeLoader)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("libyaml is missing")
    return str(request.param)


def plain(node: Node | None) -> Any:
    """The node as Python's own values."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(value) for key, (_, value) in node.items.items()}
        case None:
            return None


def tree_of(data: bytes | str) -> tuple[Tree, list[Diagnostic]]:
    """The nodes of a log, and what is wrong with it."""
    document = Document("log.yaml", data.encode() if isinstance(data, str) else data)
    return read_nodes(document), document.diagnostics


def root_of(data: bytes | str) -> Node | None:
    """The root node of a log."""
    return tree_of(data)[0].root


def diagnostics_of(data: bytes | str) -> list[Diagnostic]:
    """What is wrong with a log."""
    return tree_of(data)[1]


def codes(data: bytes | str) -> str:
    """Line, column and code of each diagnostic."""
    found = diagnostics_of(data)
    assert all(each.location.file == "log.yaml" and each.message and each.hint for each in found)
    return " ".join(f"{each.location.line}:{each.location.column}:{each.code}" for each in found)


pytestmark = pytest.mark.usefixtures("parser")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb: [x, y]\n", {"a": "1", "b": ["x", "y"]}),
        ("a: >-\n  one\n  two\nb: |\n  one\n  two\n", {"a": "one two", "b": "one\ntwo\n"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("a: {b: {c: [1, {d: 2}]}}", {"a": {"b": {"c": ["1", {"d": "2"}]}}}),
        ("---\na: 1\n...\n", {"a": "1"}),
        ("# only a remark\n", None),
        ("just text", "just text"),
        ("a: မြန်မာ\u200cနိုင်ငံ\n", {"a": "မြန်မာ\u200cနိုင်ငံ"}),
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("\ufeffa: 1\n", {"a": "1"}),
        ("a: 'x # y'\n# remark\nb: 2 # remark\n", {"a": "x # y", "b": "2"}),
        ("a: 😀\n", {"a": "😀"}),
    ],
)
def test_nodes_have_the_values_of_the_text(text: str, value: Any) -> None:
    tree, diagnostics = tree_of(text)
    assert plain(tree.root) == value
    assert diagnostics == []
    assert not tree.truncated


def test_every_scalar_is_text() -> None:
    root = root_of("[no, 1:30, 2021-02-30, 0x1F, 1_000, '~', 'null', true, 1e3, .inf, =]")
    assert plain(root) == ["no", "1:30", "2021-02-30", "0x1F", "1_000", "~", "null", "true", "1e3", ".inf", "="]


def test_null_is_an_empty_value() -> None:
    assert plain(root_of("[~, null, Null, NULL, nULL]")) == ["", "", "", "", "nULL"]


def test_locations_are_counted_from_1_in_characters() -> None:
    root = root_of("a: b\nмир:\n  - 'ж': \"x\"\n    k: [1, 22]\n")
    assert isinstance(root, Mapping)
    key, world = root.items["мир"]
    assert (key.line, key.column, key.width) == (2, 1, 3)
    assert isinstance(world, Sequence)
    # A list has the location of its first item.
    assert (world.line, world.column, world.width) == (3, 5, 3)
    inner = world.items[0]
    assert isinstance(inner, Mapping)
    quoted, value = inner.items["ж"]
    assert (quoted.line, quoted.column, quoted.width) == (3, 5, 3)
    assert (value.line, value.column, value.width) == (3, 10, 3)
    listed = inner.items["k"][1]
    assert isinstance(listed, Sequence)
    assert [(item.line, item.column, item.width) for item in listed.items] == [(4, 9, 1), (4, 12, 2)]


_PROBLEMS = {
    # bytes
    b"": "1:1:empty-file",
    b" \n\t\n": "1:1:empty-file",
    b"\xef\xbb\xbf": "1:1:empty-file",
    b"a: 1\nb: caf\xe9\n": "2:7:encoding",
    b"\xffa: 1": "1:1:encoding",
    "a: 1".encode("utf-16"): "1:1:encoding",
    "a: 1".encode("utf-16-be"): "1:1:encoding",
    "a: 1".encode("utf-16-le"): "1:1:encoding",
    "a: 1".encode("utf-32"): "1:1:encoding",
    b"a: \xed\xa0\x80\n": "1:4:encoding",
    # characters
    b"a: x\x07y\n": "1:5:refused-character",
    b"a: x\x00y\n": "1:5:refused-character",
    b"a: 1\rb: 2\n": "1:5:refused-character 1:7:yaml-syntax",
    b"a: x\ry\n": "1:5:refused-character",
    "a: 1\nb: x\u202ey\u202c\n": "2:5:refused-character 2:7:refused-character",
    "a: x\u0085y\n": "1:5:refused-character",
    "a: x\u2028y\n": "1:5:refused-character",
    "a: x\u2066y\n": "1:5:refused-character",
    "a: x\ufeffy\n": "1:5:refused-character",
    "a: x\uffffy\n": "1:5:refused-character",
    "# \x1b[31m\na: 1\n": "1:3:refused-character",
    'a: "x\\u202ey"\n': "1:4:refused-character",
    'a: "x\\e[31m"\n': "1:4:refused-character",
    'a: "x\\0"\n': "1:4:refused-character",
    'a: "x\\ty"\n': "1:4:refused-character",
    'a: "x\\ry\\rz"\n': "1:4:refused-character",
    "a: 'x\n\n  y\tz'\n": "3:4:refused-character",
    "a: |\n  x\ty\n": "2:4:refused-character",
    'a: "x\u200dy\u200b"\n': "",
    # keys
    "a: 1\nb: 2\na: 3\n": "3:1:repeated-key",
    "a: {b: 1, b: 2, b: 3}\n": "1:11:repeated-key 1:17:repeated-key",
    "a: 1\n'a': 2\n": "2:1:repeated-key",
    "[a]: 1\nb: 2\n": "1:1:key-not-text",
    "? {a: b}\n: 1\n": "1:3:key-not-text",
    "a: 1\n<<: {b: 2}\n": "2:1:merge-key",
    "'<<': 1\n": "1:1:merge-key",
    # anchors, aliases and tags
    "a: &x 1\n": "1:4:yaml-anchor",
    "a: &x [1]\nb: *x\n": "1:4:yaml-anchor 2:4:yaml-alias",
    "&x a: 1\n": "1:1:yaml-anchor",
    "a: &x\n  b: 1\n": "1:4:yaml-anchor",
    "*x : 1\n": "1:1:yaml-alias",
    "a: !!str 1\n": "1:4:yaml-tag",
    "a: !mine 1\n": "1:4:yaml-tag",
    "a: !!python/object:os.system [rm]\n": "1:4:yaml-tag",
    "a: ! 1\n": "1:4:yaml-tag",
    "a: !!str &x 1\n": "1:10:yaml-anchor 1:4:yaml-tag",
    "%TAG !e! tag:example,2000:\n---\na: 1\n": "1:1:yaml-tag",
    # documents and depth
    "a: 1\n---\nb: 2\n": "2:1:several-documents",
    "a: 1\n...\n---\nb: 2\n": "3:1:several-documents",
    "[" * MAX_DEPTH + "]" * MAX_DEPTH: "",
    "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1): f"1:{MAX_DEPTH + 1}:too-deep",
    "[" * 50_000: f"1:{MAX_DEPTH + 1}:too-deep",
    "a: 1\nb:\n  - " + "[" * 1_500: f"3:{5 + MAX_DEPTH - 2}:too-deep",
    "{a: " * 50_000: f"1:{1 + 4 * MAX_DEPTH}:too-deep",
    "? " * 50_000: f"1:{1 + 2 * MAX_DEPTH}:too-deep",
    "- " * 50_000: f"1:{1 + 2 * MAX_DEPTH}:too-deep",
    # syntax
    "a: b: c\n": "1:5:yaml-syntax",
    "a: 'b\nc: d\n": "1:4:yaml-syntax",
    "a:\n\tb: 1\n": "2:1:yaml-syntax",
    "a: @b\n": "1:4:yaml-syntax",
    "a: 1\nb\nc: 2\n": "2:1:yaml-syntax",
    "a: *\n": "1:5:yaml-syntax",
    "a: [b\nc: d\n": "2:2:yaml-syntax",
    "a: 1\n  b: 2\n": "2:4:yaml-syntax",
    "a:\n  - 1\n b: 2\n": "3:2:yaml-syntax",
    "%YAML 3.0\n---\na: 1\n": "1:1:yaml-syntax",
}


@pytest.mark.parametrize(("data", "expected"), _PROBLEMS.items(), ids=[repr(key)[:30] for key in _PROBLEMS])
def test_each_problem_is_reported_at_its_location(data: bytes | str, expected: str) -> None:
    assert codes(data) == expected


@pytest.mark.parametrize(
    ("text", "in_c", "in_python"),
    [
        ('a: "\\ud800"\n', "1:7:yaml-syntax", "1:4:refused-character"),
        ("a: x\ty\n", "1:5:refused-character", "1:5:yaml-syntax"),
        ("a: 1\t# a remark\n", "", "1:5:yaml-syntax"),
    ],
)
def test_problems_that_the_parsers_report_differently(text: str, in_c: str, in_python: str, parser: str) -> None:
    assert codes(text) == (in_c if parser == "C" else in_python)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: b: c\n", "put quotes around text that contains `: `"),
        ("a:\n\tb: 1\n", "use spaces"),
        ("a: 1\nb\nc: 2\n", "end every key with a colon"),
        ("a:\n  - 1\n b: 2\n", "start in the same column"),
        ("a: [x] y\n", "needs quotes"),
        ('a: "x" y\n', "needs quotes"),
        ("a: 'b\nc: d\n", "close the quote opened here"),
        ("x: 1\na: [b\nc: d\n", "close the bracket opened on line 2"),
        ("a: @b\n", "put quotes around text that starts with this character"),
        ("a: %b\n", "put quotes around text that starts with this character"),
        ("a: `b`\n", "put quotes around text that starts with this character"),
        ("a: *\n", "put quotes around text that starts with this character"),
        ("a: & b\n", "put quotes around text that starts with this character"),
        ('a: "\\V"\n', "single quotes"),
    ],
)
def test_hints_of_syntax_errors(text: str, hint: str) -> None:
    (found,) = diagnostics_of(text)
    assert found.code == "yaml-syntax"
    assert found.message.startswith("not valid YAML: ")
    assert hint in found.hint
    assert "{" not in found.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb: 2\nc: d: e\n", {"a": "1", "b": "2", "c": "d"}),
        ("a: 1\nb: [x, {y: 'z\n", {"a": "1", "b": ["x"]}),
        ("a: 1\nb:\n  - c: 1\n    d: 2\n  - e: f: g\n", {"a": "1", "b": [{"c": "1", "d": "2"}]}),
        ("a: 1\nb: {c: 1, d: @}\n", {"a": "1", "b": {"c": "1"}}),
        ("- 1\n- [2, 3\n- @", ["1", ["2", "3"]]),
        ("a: 1\nb: [x]\na: [y, @]\n", {"a": "1", "b": ["x"]}),
        ("a: b\n" + "c: " + "[" * 30, {"a": "b", "c": []}),
        ("@", None),
        ("'never closed", None),
    ],
)
def test_after_a_syntax_error_the_values_before_it_are_kept(text: str, value: Any) -> None:
    tree, diagnostics = tree_of(text)
    assert tree.truncated
    assert len([each for each in diagnostics if each.code in ("yaml-syntax", "too-deep")]) == 1
    if isinstance(value, list):
        assert plain(tree.root)[:1] == value[:1]
    else:
        assert plain(tree.root) == value


def test_first_value_of_a_repeated_key_is_kept() -> None:
    tree, diagnostics = tree_of("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert plain(tree.root) == {"a": "1", "b": {"c": "1"}}
    assert "first on line 1" in diagnostics[1].message


def test_mappings_that_lost_a_pair_are_partial() -> None:
    root = root_of("- {<<: {a: 1}, b: 2}\n- {[x]: 1, b: 2}\n- {*x : 1, b: 2}\n- {b: 2, b: 3}\n- [*x]\n")
    assert plain(root) == [{"b": "2"}] * 4 + [[""]]
    assert isinstance(root, Sequence)
    assert [item.partial for item in root.items if isinstance(item, Mapping)] == [True, True, True, False]
    last = root.items[4]
    assert isinstance(last, Sequence)
    assert [item.alias for item in last.items if isinstance(item, Scalar)] == [True]


def test_messages_quote_what_was_refused() -> None:
    found = diagnostics_of('a: x\u202e\nb: &x "\\x07"\nc: !!str 1\n')
    assert [each.message for each in found] == [
        "right-to-left override (U+202E) is not allowed",
        "&x is an anchor, which logs do not use",
        "invisible control character (U+0007) is not allowed",
        "!!str is a tag, which logs do not use",
    ]
    assert [each.location.width for each in found] == [1, 2, 9, 5]


def test_problem_within_a_text_of_several_lines() -> None:
    found = diagnostics_of("a: 'x\n  \\t\n\n  y' \nb: \"p\n  \\e q\"\n")
    assert [(each.location.line, each.location.column, each.location.width) for each in found] == [(5, 4, 1)]


def test_error_of_the_parser_without_a_location_is_a_syntax_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, text: str) -> None:
            pass

        def get_event(self) -> None:
            raise yaml.YAMLError("unreadable")

    monkeypatch.setattr(nodes, "_Loader", Broken)
    assert codes("a: 1") == "1:1:yaml-syntax"


def test_many_refused_characters_and_tabs_take_linear_time() -> None:
    count = 20_000
    refused = diagnostics_of("a\x01\n" * count)
    assert (refused[count - 1].location.line, refused[count - 1].location.column) == (count, 2)
    tabs = diagnostics_of("- 'a\tb'\n" * count)
    assert len(tabs) == count
    assert (tabs[-1].location.line, tabs[-1].location.column) == (count, 5)


_YAMLISH = st.lists(
    st.sampled_from([*"ab:-?[]{}&*!|>'\"%@`#,. \n\t\r\\<=~", "<<: ", "---\n", "\ufeff", "\u2028", "é"])
).map("".join)
_BOTH = [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]


@given(st.binary(), st.sampled_from(_BOTH))
@example(b"\x00", yaml.SafeLoader)
@example(b"\xef\xbb\xbf\xef\xbb\xbf", yaml.SafeLoader)
def test_any_bytes_are_read_without_an_exception(data: bytes, loader: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_Loader", loader)
        tree_of(data)


@given(st.text() | _YAMLISH, st.sampled_from(_BOTH))
@example("%YAML 1.1\n%YAML 1.1\n---\n", yaml.SafeLoader)
@example("? a\n: b\n? \n", yaml.SafeLoader)
def test_any_text_is_read_without_an_exception(text: str, loader: Any) -> None:
    data = text.encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_Loader", loader)
        tree, diagnostics = tree_of(data)
    locations = [each.location for each in diagnostics]
    assert all(each.line >= 1 and each.column >= 1 and each.width >= 1 for each in locations)
    assert not tree.truncated or diagnostics


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff")),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
        max_leaves=10,
    )
)
def test_dumps_of_another_program_are_read_back(value: Any) -> None:
    dumped = yaml.safe_dump(value, allow_unicode=True, default_style="'")
    tree, diagnostics = tree_of(dumped)
    assert [each.code for each in diagnostics] == []
    assert plain(tree.root) == value


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("- id: a\n  date: 1\n\n  id: b\n  date: 2\n  id: c\n", ["`- id: b`", "`- id: c`"]),
        ("- id: a\n  id: b\n", ["`- id: b`"]),
        ("- says: a\n  date: 1\n  says: [b]\n  date: 2\n", ["`- says:`"]),
        ("- date: 1\n  date: 2\n", [""]),
        ("- {id: a, id: b}\n", [""]),
        ("a:\n  id: a\n  id: b\n", [""]),
    ],
)
def test_item_of_a_list_that_lost_its_hyphen(text: str, hints: list[str]) -> None:
    document = Document("log.yaml", text.encode())
    read_nodes(document)
    expected = [f"start a new item with {hint}" if hint else "keep one of the two" for hint in hints]
    assert [each.hint for each in document.diagnostics] == expected
