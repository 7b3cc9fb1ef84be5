// Yours. Mortise made this file once and does not touch it again.

package main

import (
	"context"

	"example.com/users"
)

func (s *service) ListUsers(ctx context.Context, req users.ListUsersRequest) (users.ListUsersResponse, error) {
	return s.Unimplemented.ListUsers(ctx, req)
}

func (s *service) CreateUser(ctx context.Context, req users.CreateUserRequest) (users.CreateUserResponse, error) {
	return s.Unimplemented.CreateUser(ctx, req)
}

func (s *service) GetUser(ctx context.Context, req users.GetUserRequest) (users.GetUserResponse, error) {
	return s.Unimplemented.GetUser(ctx, req)
}

func (s *service) ReplaceUser(ctx context.Context, req users.ReplaceUserRequest) (users.ReplaceUserResponse, error) {
	return s.Unimplemented.ReplaceUser(ctx, req)
}

func (s *service) UpdateUser(ctx context.Context, req users.UpdateUserRequest) (users.UpdateUserResponse, error) {
	return s.Unimplemented.UpdateUser(ctx, req)
}

func (s *service) DeleteUser(ctx context.Context, req users.DeleteUserRequest) (users.DeleteUserResponse, error) {
	return s.Unimplemented.DeleteUser(ctx, req)
}
