# Yours. Mortise made this file once and does not touch it again.
"""Serves the contract on port 8000: `python main.py`, or `uvicorn main:app`."""

from collections.abc import Sequence

from users_server import ProblemError, Security, UnimplementedUsersService, create_app, run
from users_server.models import Role, UserChange, UserInput
from users_server.operations import (
    CreateUser201,
    CreateUser400,
    CreateUser409,
    CreateUserDefault,
    DeleteUser204,
    DeleteUser404,
    DeleteUserDefault,
    GetUser200,
    GetUser404,
    GetUserDefault,
    ListUsers200,
    ListUsers400,
    ListUsersDefault,
    ReplaceUser200,
    ReplaceUser400,
    ReplaceUser404,
    ReplaceUser409,
    ReplaceUserDefault,
    UpdateUser200,
    UpdateUser400,
    UpdateUser404,
    UpdateUser409,
    UpdateUserDefault,
)


class Service(UnimplementedUsersService):
    """What it has no method for is answered with 501."""

    async def list_users(
        self,
        *,
        role: Role | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> ListUsers200 | ListUsers400 | ListUsersDefault:
        raise ProblemError("not_implemented")

    async def create_user(self, body: UserInput) -> CreateUser201 | CreateUser400 | CreateUser409 | CreateUserDefault:
        raise ProblemError("not_implemented")

    async def get_user(self, id: int) -> GetUser200 | GetUser404 | GetUserDefault:
        raise ProblemError("not_implemented")

    async def replace_user(
        self,
        id: int,
        body: UserInput,
    ) -> ReplaceUser200 | ReplaceUser400 | ReplaceUser404 | ReplaceUser409 | ReplaceUserDefault:
        raise ProblemError("not_implemented")

    async def update_user(
        self,
        id: int,
        body: UserChange,
    ) -> UpdateUser200 | UpdateUser400 | UpdateUser404 | UpdateUser409 | UpdateUserDefault:
        raise ProblemError("not_implemented")

    async def delete_user(self, id: int) -> DeleteUser204 | DeleteUser404 | DeleteUserDefault:
        raise ProblemError("not_implemented")


async def verify_bearer_auth(token: str, scopes: Sequence[str]) -> object:
    """Say here who may call: until then, nobody may."""
    return None


app = create_app(Service(), security=Security(bearer_auth=verify_bearer_auth))

if __name__ == "__main__":
    run(app)
