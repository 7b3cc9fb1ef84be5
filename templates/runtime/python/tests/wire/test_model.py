"""Objects of the contract: what of them is read, and what is written."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import Field, ValidationError

from runtime.wire import CodecError, Fitting, LooseModel, Model, Nullable, WideModel, codec_of


class User(Model):
    id: int
    nick_name: Annotated[str | None, Field(alias="nickName")] = None
    """Absent, or a text."""
    phone: Nullable[str] = None
    """Absent, null, or a text."""
    boss: Nullable[User] = None
    manager: Annotated[User | None, Field(alias="the manager")] = None
    note: Annotated[Nullable[str], Field(alias="the note", max_length=3)] = None


class Open(Model, extra="allow"):
    id: int
    __pydantic_extra__: dict[str, bool] = Field(init=False)


class Wide(WideModel):
    id: int | None = None
    phone: Nullable[str] = None


class Patterned(LooseModel, extra="allow"):
    id: int
    __pydantic_extra__: dict[str, Fitting[int]] = Field(init=False)


@pytest.mark.parametrize(
    "text",
    [
        '{"id":1}',
        '{"id":1,"nickName":"a"}',
        '{"id":1,"phone":null}',
        '{"id":1,"phone":"1"}',
        '{"id":1,"boss":null}',
        '{"id":1,"boss":{"id":2,"phone":null}}',
        '{"id":1,"the manager":{"id":2,"boss":{"id":3}}}',
        '{"id":1,"the note":null}',
        '{"id":1,"the note":"abc"}',
        '{"id":12345678901234567890123}',
    ],
)
def test_what_is_read_is_written_as_it_was(text: str) -> None:
    codec = codec_of(User)
    value = codec.adapter.validate_json(text, by_alias=True, by_name=False)
    assert codec.write(value).decode() == text
    assert codec.write(codec.read(codec.tree(value))).decode() == text
    # A user's own way to write it, too.
    assert value.model_dump_json() == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (User(id=1), '{"id":1}'),
        (User(id=1, nick_name=None, phone=None), '{"id":1,"phone":null}'),
        (User(id=1, manager=None, boss=User(id=2)), '{"id":1,"boss":{"id":2}}'),
        (User(id=1, nick_name="é\u2028"), '{"id":1,"nickName":"é\u2028"}'),
        (User.model_validate({"id": 1, "nickName": "a"}), '{"id":1,"nickName":"a"}'),
        (User.model_construct(id=1, phone=None), '{"id":1,"phone":null}'),
        (User(id=1).model_copy(update={"phone": None}), '{"id":1,"phone":null}'),
    ],
)
def test_none_is_null_where_the_contract_has_null_and_it_was_set(value: User, text: str) -> None:
    assert codec_of(User).write(value).decode() == text


def test_a_member_may_be_set_and_unset_later() -> None:
    user = User(id=1)
    user.phone = None
    assert codec_of(User).tree(user) == {"id": 1, "phone": None}
    user.model_fields_set.remove("phone")
    assert codec_of(User).tree(user) == {"id": 1}


def test_members_that_the_contract_does_not_name_are_dropped_and_names_of_python_come_in_no_json() -> None:
    user = codec_of(User).read({"id": 1, "nick_name": "a", "other": 2, "__class__": 3, "model_config": {}})
    assert (user.nick_name, codec_of(User).tree(user)) == (None, {"id": 1})
    assert not hasattr(user, "other")


def test_others_that_the_contract_allows_stay() -> None:
    codec = codec_of(Open)
    value = codec.read({"id": 1, "a": True, "model_fields": False})
    assert value.__pydantic_extra__ == {"a": True, "model_fields": False}
    assert codec.write(value) == b'{"id":1,"a":true,"model_fields":false}'
    assert codec.tree(Open(id=1, b=True)) == {"id": 1, "b": True}  # type: ignore[call-arg]
    with pytest.raises(CodecError):
        codec.read({"id": 1, "a": "maybe"})


def test_others_that_patterns_speak_of_stay_where_they_fit() -> None:
    codec = codec_of(Patterned)
    assert codec.tree(codec.read({"id": 1, "a": 2, "b": "x", "c": None})) == {"id": 1, "a": 2}


@pytest.mark.parametrize("value", ["text", 7, 1.5, True, None, [1, {"id": "x"}]])
def test_an_object_may_be_something_else_where_no_type_is_said(value: Any) -> None:
    codec = codec_of(Wide)
    read = codec.read(value)
    assert (read.other_value, codec.tree(read)) == (value, value)
    assert codec.tree(Wide.of_value(value)) == value


def test_an_object_of_a_wide_class_is_an_object() -> None:
    codec = codec_of(Wide)
    read = codec.read({"id": 1, "phone": None, "more": 1})
    assert (read.id, read.other_value, codec.write(read)) == (1, None, b'{"id":1,"phone":null}')
    assert codec.tree([Wide(), Wide(id=1)][1]) == {"id": 1}
    assert codec_of(list[Wide]).tree([Wide.of_value(3), Wide(id=1)]) == [3, {"id": 1}]


def test_who_makes_a_value_is_told_of_its_limits_but_what_is_wrong_is_not_told_to_others() -> None:
    with pytest.raises(ValidationError):
        User(id=1, note="abcd")
    with pytest.raises(CodecError, match=r"^the value is not of its type$"):
        codec_of(User).read({"id": "secret"})
    with pytest.raises(CodecError, match=r"^the value is not of its type$"):
        codec_of(User).write({"id": "secret"})


def test_objects_in_objects_up_to_the_depth_of_json() -> None:
    tree: Any = {"id": 0}
    for number in range(1, 100):
        tree = {"id": number, "boss": tree}
    codec = codec_of(User)
    assert codec.tree(codec.read(tree)) == tree


def test_many_classes_that_mention_each_other() -> None:
    space: dict[str, Any] = {"Model": Model}
    source = "\n".join(
        f"class C{number}(Model):\n    id: int\n"
        + "".join(f"    m{other}: 'C{(number * 7 + other) % 150} | None' = None\n" for other in range(6))
        for number in range(150)
    )
    exec(source, space)
    for number in range(150):
        space[f"C{number}"].model_rebuild(_types_namespace=space)
    tree: dict[str, Any] = {"id": 1, "m1": {"id": 2, "m2": {"id": 3, "m5": {"id": 4}}}, "m3": {"id": 5}}
    for number in (0, 77, 149):
        codec = codec_of(space[f"C{number}"])
        assert codec.tree(codec.read({**tree, "other": 1})) == tree
