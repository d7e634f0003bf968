/**
 * Which characters and pairs beyond ASCII cost a single token: facts read off the vocabularies of `ai-tokenizer`'s
 * `claude` table and of o200k (a character is listed where both need one token; pairs are those of the `claude`
 * table, which is the dearer one for these scripts). A test compares these lists with the tokenizers.
 */

/** Han characters of one token; any other costs two, rarely three. */
export const SINGLE_TOKEN_HAN =
  "一万三上下不与专且业东两个中串临为主么义之乐乘也习书买了事二于云互五些交产京人什仅今从仓他付代令以们件价任份企优会传似但位体何余作你使例供依保信" +
  "修個候値值假做停储像元充先光克入全公共关兴其具典内册再写决况准减几出击分切划列则初利别到制前剧割力功加务动助動包化北匹区十半华单南博占卡印即历原" +
  "去县参及双反发取受变口古句只可台右号司各合吉同名后向否含启告员周命和品哈响商器四回因团围国图土在地场址均坐块型城域基報場填境增处备変复外多大天太" +
  "失头夹好如始子字存学宁它安完定实実客害家容密对导対射将小少尔就尾局层屏展属山峰川州工左差己已市布带常平年并广庆序库应店度建开异式引张弹归当录形影" +
  "径待很後得微德心必志态思性总息您情想意感戏成我或截户房所手才打执扩批找承技把投报拉拟择括持指按损换据掉排接控推描提換搜播支收改放政效教数整數文料" +
  "断新方族旗无日时昌明易星映是显時普景曲更替最月有服期未本术机权束条来板构析林果查标栏树校样核根格框案档检楼概標模次止正此步武段母每比民水永求江池" +
  "没河治法波注活流测海消深清游湖源滑满滤点為热然照父片版牌物特状率王环现現理生用由申电画界略発登白百的监盘目直相省看真着知矩短石码确示社神票离种科" +
  "秒积称移程空突窗立站章端符第等答策签简算管箱类精系素索結線红约级线练组细终经结绘给络统继续维编缩网罪置群老考者而联聚股育能自至致色节花若英范获菜" +
  "藏行表被装西要见规视览角解言計設计订认让训议记许论设访证评识词试话询该详语误说请读课调象資负责败账质购费资起超足距路跳身輸车转轮软轴载较辑输边达" +
  "过运近返还这进连述追退送选递通速造遍道那邮部都配采释里重量金针钮银链销错键长開間関门闭问间闻队防阳阵际陆限院除随隔集零需青非面音页项顺须预频题颜" +
  "额飞首马验高黑默龙";

/** Hangul syllables of one token; others cost two or three. */
export const SINGLE_TOKEN_HANGUL =
  "가간값개게경고과구그기까나내는니다단당대도동되된드들라래량러력로료를름리만면문미번보복부분사산상색서성세소수스습시식아야어에여열오와요용우원위으" +
  "은을음의이인일입자작장재전정제주지째치크터트하한할합해행호화환";

/** Punctuation, arrows and the like of one token. */
export const SINGLE_TOKEN_SYMBOLS = "‐–—―‘’“”„‟†‡•‬′€↑→↓−√≥─━┃═╗╝▀▄█░▒■▬●♪⠀、。「」【】¡¢£¦§©«®°±¶·»¿×";

/** Pairs of Han characters or kana that are one token together, one pair after the other. */
export const SINGLE_TOKEN_PAIRS =
  "数据一个文件获取返回使用输入用户信息列表时间参数字符函数是否可以方法所有测试结果更新进行元素纠纷存在设置新闻计算图片对象成功需要类型输出内容执行" +
  "保存名称处理请求辖区错误生成定义操作页面登录验证调用通过当前创建变量中的地址训练位置没有如果目录格式表示失败连接标题修改默认显示开始删除选择添加" +
  "链接代码循环模型标签路径记录字典查询指定下载密码点击节点发送服务这个搜索读取随机配置分类文本状态数字特征数组根据完成不能长度对应我们日期直接转换" +
  "程序两个自治图像合同判断异常运行结束这里为空方式用于情况最大示例系统最后属性按钮管理可能进程匹配每个打开数量网络打印索引订单包含消息大小关闭解析" +
  "整数取得类别访问就是已经自动实现一次所以模式模块排序接口种子线程因为预测帖子部分存储出现字段实例个数必须商品用例第二编号找到算法视频序列重复样本" +
  "遍历确认问题其他条件后的次数位数的值不是矩阵向量文章注册名字文字退出面的第一正确以下查看全部责任最小得到时候日志不同描述作为自己检查评论详情注意" +
  "关键関数过滤获得手机形式邮箱坐标或者否则比较移动统计新的命令設定校验进入上传设备正常语句目标给定客户迭代提取公司颜色代表提供电影浏览等待规则一一" +
  "窗口場合功能游戏网页项目响应版本但是事件说明区间插入任务网址交易价格写入山区单词正则联系范围城区跳过让他距离字母相关学习大于首页那么标准本地加载" +
  "重新支持账号提示中文下一模板正在提现编码商户然后关系之间的是中心区域定位工作資料多个処理分割增加表达进制这样启动无法左边导入解释都是一行新增网站" +
  "作成可选过程支付绘制最近值为提交平均递归股票接收加入符号空格指数传入界面結果企业中间上的环境利用邮件入力运算顺序するしてますしたータからされない" +
  "ていストですことったあるントョンットではートードようファってありージのでこのせんできックためイルさいとい";

/** Kana of one token; others are two. */
export const SINGLE_TOKEN_KANA =
  "あいうえおかがきくけこさしすせそただちっつてでとどなにのはばまみめもやよらりるれわをん" +
  "アィイウェエオカキクグコサシジスセタッテデトドパフブプマムメュョラリルレロン・ー";

/** Letters, vowel signs and invisible marks of one token in scripts other than these, Latin and Cyrillic. */
export const SINGLE_TOKEN_LETTERS =
  "Δαβγεθικλμνοπρστφωאבדהוחטיכלמנעפקרשתابةتجحخدرزسشصطعفقكلمنهوىيکیंकतनमरलसहािीेैो्াනස්ාිอา้ကခငစညတနပမရလသာိုူေံ့း်ျြွှ၊" +
  "\u200b\ufe0f\ufeff\ufffd";

/**
 * Blocks of 64 code points whose characters are at most two tokens, as first and last code point: what their UTF-8 bytes
 * share is one token. Elsewhere beyond U+0800 it is three, or four beyond the emoji.
 */
export const TWO_TOKEN_BLOCKS =
  "900-9ff b80-c3f c80-cbf d00-d3f d80-e7f 1000-107f 10c0-10ff 1d00-1d3f 1e00-1eff 2000-207f 2180-21bf 2200-22bf " +
  "2500-267f 2700-27bf 2b00-2b3f 3000-30ff 4e00-547f 54c0-55bf 5600-567f 56c0-5a7f 5b40-5cff 5dc0-617f 61c0-6abf " +
  "6b00-6fff 7040-717f 7200-733f 7380-743f 74c0-75ff 7640-777f 77c0-7bff 7c40-817f 81c0-84ff 8580-85ff 8640-867f " +
  "86c0-86ff 8840-88ff 8940-8aff 8b40-8e3f 8e80-90ff 9140-917f 91c0-91ff 9300-933f 9480-977f 97c0-98ff 9940-99bf " +
  "9a40-9aff 9c80-9cbf 9e40-9eff 9f40-9fbf ac00-ad7f adc0-ae7f b080-b13f b280-b2ff b340-b37f b3c0-b43f b4c0-b53f " +
  "b740-b87f b8c0-b8ff b940-b9ff ba40-babf bb00-bb3f bbc0-bc3f bc80-bd3f bd80-bdbf be00-be7f c0c0-c1bf c200-c23f " +
  "c280-c2ff c540-c7bf c800-c83f c900-c93f c9c0-c9ff cc00-cc3f cc80-ccbf ce40-ce7f d080-d13f d280-d2bf d300-d33f " +
  "d3c0-d3ff d480-d4bf d500-d5bf d600-d6bf fe00-fe3f 1f300-1f33f 1f440-1f4bf 1f500-1f53f 1f600-1f63f 1f680-1f6bf";
