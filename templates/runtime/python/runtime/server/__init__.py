"""Answers HTTP requests as a contract has them, behind Starlette or FastAPI.

It finds the operation, asks who calls, reads and checks what came, calls the service, and writes what that says.
"""
