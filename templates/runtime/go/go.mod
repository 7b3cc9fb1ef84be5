module mortise/runtime

go 1.26
