"""Production units (生产经营单位), who supervises which kind (分级属地), the grid (网格), delegated enforcement (委托执法): 第六条（五）, 第八条（四）, 第十一条（三）（四）."""
