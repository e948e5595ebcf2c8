module example.cn/outside

go 1.26.0

require github.com/zhijiao-go/zhijiao v0.0.0

replace github.com/zhijiao-go/zhijiao => ../..
