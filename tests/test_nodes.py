"""From bytes to nodes that know their place, by the parser in C and by the one in Python alike."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mmru_timeline.reading import nodes
from mmru_timeline.reading.nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, read_nodes


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


def troubles(data: bytes | str) -> str:
    """Line, column and code of each trouble."""
    found = read_nodes(data.encode() if isinstance(data, str) else data, "log.yaml").diagnostics
    assert all(each.place.file == "log.yaml" and each.message and each.hint for each in found)
    return " ".join(f"{each.place.line}:{each.place.column}:{each.code}" for each in found)


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
def test_values(text: str, value: Any) -> None:
    read = read_nodes(text.encode(), "log.yaml")
    if value is not None:
        assert plain(read.root) == value
        assert read.diagnostics == []
    assert not read.truncated


def test_every_scalar_is_text() -> None:
    read = read_nodes(b"[no, 1:30, 2021-02-30, 0x1F, 1_000, ~, null, true, 1e3, .inf, =]", "log.yaml")
    assert plain(read.root) == ["no", "1:30", "2021-02-30", "0x1F", "1_000", "~", "null", "true", "1e3", ".inf", "="]


def test_places_are_counted_from_one_in_characters() -> None:
    root = read_nodes("a: b\nмир:\n  - 'ж': \"x\"\n    k: [1, 22]\n".encode(), "log.yaml").root
    assert isinstance(root, Mapping)
    key, world = root.items["мир"]
    assert (key.line, key.column, key.width) == (2, 1, 3)
    assert isinstance(world, Sequence)
    assert (world.line, world.column) == (3, 3)
    inner = world.items[0]
    assert isinstance(inner, Mapping)
    quoted, value = inner.items["ж"]
    assert (quoted.line, quoted.column, quoted.width) == (3, 5, 3)
    assert (value.line, value.column, value.width) == (3, 10, 3)
    listed = inner.items["k"][1]
    assert isinstance(listed, Sequence)
    assert [(item.line, item.column, item.width) for item in listed.items] == [(4, 9, 1), (4, 12, 2)]


_TROUBLES = {
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
    # what stands for something else
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


@pytest.mark.parametrize(("data", "expected"), _TROUBLES.items(), ids=[repr(key)[:30] for key in _TROUBLES])
def test_each_trouble_at_its_place(data: bytes | str, expected: str) -> None:
    assert troubles(data) == expected


@pytest.mark.parametrize(
    ("text", "in_c", "in_python"),
    [
        ('a: "\\ud800"\n', "1:7:yaml-syntax", "1:4:refused-character"),
        ("a: x\ty\n", "1:5:refused-character", "1:5:yaml-syntax"),
        ("a: 1\t# a remark\n", "", "1:5:yaml-syntax"),
    ],
)
def test_where_the_two_parsers_differ(text: str, in_c: str, in_python: str, parser: str) -> None:
    assert troubles(text) == (in_c if parser == "C" else in_python)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: b: c\n", "needs quotes"),
        ("a:\n\tb: 1\n", "spaces, not tabs"),
        ("a: 1\nb\nc: 2\n", "ends with a colon"),
        ("a:\n  - 1\n b: 2\n", "begin in the same column"),
        ("a: [x] y\n", "needs quotes all round"),
        ('a: "x" y\n', "needs quotes all round"),
        ("a: 'b\nc: d\n", "a quote opened here is never closed"),
        ("x: 1\na: [b\nc: d\n", "the bracket opened on line 2 is never closed"),
        ("a: @b\n", "needs quotes"),
        ("a: %b\n", "needs quotes"),
        ("a: `b`\n", "needs quotes"),
        ("a: *\n", "needs quotes"),
        ("a: & b\n", "needs quotes"),
        ('a: "\\V"\n', "single quotes"),
    ],
)
def test_syntax_errors_say_what_to_do(text: str, hint: str) -> None:
    (found,) = read_nodes(text.encode(), "log.yaml").diagnostics
    assert found.code == "yaml-syntax"
    assert found.message.startswith("this is not YAML: ")
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
def test_after_a_syntax_error_there_is_what_stood_before_it(text: str, value: Any) -> None:
    read = read_nodes(text.encode(), "log.yaml")
    assert read.truncated
    assert len([each for each in read.diagnostics if each.code in ("yaml-syntax", "too-deep")]) == 1
    if isinstance(value, list):
        assert plain(read.root)[:1] == value[:1]
    else:
        assert plain(read.root) == value


def test_the_first_of_two_equal_keys_stays() -> None:
    read = read_nodes(b"a: 1\nb: {c: 1, c: 2}\na: 3\n", "log.yaml")
    assert plain(read.root) == {"a": "1", "b": {"c": "1"}}
    assert "first on line 1" in read.diagnostics[1].message


def test_what_is_left_out_is_known() -> None:
    root = read_nodes(b"- {<<: {a: 1}, b: 2}\n- {[x]: 1, b: 2}\n- {*x : 1, b: 2}\n- {b: 2, b: 3}\n- [*x]\n", "").root
    assert plain(root) == [{"b": "2"}] * 4 + [[""]]
    assert isinstance(root, Sequence)
    assert [item.partial for item in root.items if isinstance(item, Mapping)] == [True, True, True, False]
    last = root.items[4]
    assert isinstance(last, Sequence)
    assert [item.alias for item in last.items if isinstance(item, Scalar)] == [True]


def test_messages_name_what_was_refused() -> None:
    found = read_nodes('a: x\u202e\nb: &x "\\x07"\nc: !!str 1\n'.encode(), "log.yaml").diagnostics
    assert [each.message for each in found] == [
        "right-to-left override (U+202E) may not stand here",
        "&x names this value for repetition",
        "an invisible control character (U+0007) may not stand here",
        "!!str gives this value a type",
    ]
    assert [each.place.width for each in found] == [1, 2, 9, 5]


def test_a_trouble_in_the_middle_of_a_text_of_several_lines() -> None:
    found = read_nodes(b"a: 'x\n  \\t\n\n  y' \nb: \"p\n  \\e q\"\n", "log.yaml").diagnostics
    assert [(each.place.line, each.place.column, each.place.width) for each in found] == [(5, 4, 1)]


def test_a_parser_that_cannot_even_begin_is_a_syntax_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, text: str) -> None:
            pass

        def get_event(self) -> None:
            raise yaml.YAMLError("unreadable")

    monkeypatch.setattr(nodes, "_Loader", Broken)
    assert troubles("a: 1") == "1:1:yaml-syntax"


def test_many_refused_characters_and_tabs_take_linear_time() -> None:
    count = 20_000
    refused = read_nodes(("a\x01\n" * count).encode(), "log.yaml").diagnostics
    assert (refused[count - 1].place.line, refused[count - 1].place.column) == (count, 2)
    tabs = read_nodes(("- 'a\tb'\n" * count).encode(), "log.yaml").diagnostics
    assert len(tabs) == count
    assert (tabs[-1].place.line, tabs[-1].place.column) == (count, 5)


_YAMLISH = st.lists(
    st.sampled_from([*"ab:-?[]{}&*!|>'\"%@`#,. \n\t\r\\<=~", "<<: ", "---\n", "\ufeff", "\u2028", "é"])
).map("".join)
_BOTH = [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]


@given(st.binary(), st.sampled_from(_BOTH))
@example(b"\x00", yaml.SafeLoader)
@example(b"\xef\xbb\xbf\xef\xbb\xbf", yaml.SafeLoader)
def test_no_bytes_raise(data: bytes, loader: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_Loader", loader)
        read_nodes(data, "log.yaml")


@given(st.text() | _YAMLISH, st.sampled_from(_BOTH))
@example("%YAML 1.1\n%YAML 1.1\n---\n", yaml.SafeLoader)
@example("? a\n: b\n? \n", yaml.SafeLoader)
def test_no_text_raises(text: str, loader: Any) -> None:
    data = text.encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_Loader", loader)
        read = read_nodes(data, "log.yaml")
    assert all(each.place.line >= 1 and each.place.column >= 1 and each.place.width >= 1 for each in read.diagnostics)
    assert not read.truncated or read.diagnostics


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff")),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
        max_leaves=10,
    )
)
def test_what_another_program_dumps_is_read_back(value: Any) -> None:
    dumped = yaml.safe_dump(value, allow_unicode=True, default_style="'")
    read = read_nodes(dumped.encode(), "log.yaml")
    assert [each.code for each in read.diagnostics] == []
    assert plain(read.root) == value
