"""mosec: a Rust server in front of a Python worker."""

from __future__ import annotations

from model import score
from mosec import Server, Worker


class Model(Worker):
    def forward(self, data: list[dict[str, list[float]]]) -> list[dict[str, float]]:
        return [{"score": each} for each in score([each["values"] for each in data])]


if __name__ == "__main__":
    server = Server()
    server.append_worker(Model, num=1, max_batch_size=64, max_wait_time=5, route="/predict")
    server.run()
